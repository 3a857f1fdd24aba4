import "./find.test";
import "./text.test";
