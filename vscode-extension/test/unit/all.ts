import "./find.test";
import "./options.test";
import "./printed.test";
import "./text.test";
