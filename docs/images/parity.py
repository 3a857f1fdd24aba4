"""Makes `parity-*.png`: two versions of a policy side by side, in a real browser.

    pip install playwright pillow
    python docs/images/parity.py [CHROMIUM]

The page is the real command's. Chromium is the system's own (default: `chromium` on the path).
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
VERSIONS = {
    "policy.en.md": """# Policy on the protection of children

## Article 1 Definitions

1. “Child” means every person under 18.

2. The term “child pornography” is not used in this policy.

## Article 2 Duties

Providers report child sexual abuse material to the hotline within 24 hours.

The Optional Protocol to the Convention on the Rights of the Child on the sale of children, child
prostitution and child pornography applies.

Hotels prevent the sexual exploitation of children in travel and tourism.
""",
    "policy.fr.md": """# Politique de protection des enfants

## Article premier Définitions

1. « Enfant » désigne toute personne de moins de 18 ans.

2. Le terme « pornographie enfantine » n’est pas employé dans la présente politique.

## Article 2 Obligations

Les fournisseurs signalent la pédopornographie à la ligne d’urgence dans les 24 heures.

Le Protocole facultatif à la Convention relative aux droits de l’enfant, concernant la vente
d’enfants, la prostitution des enfants et la pornographie mettant en scène des enfants s’applique.
""",
}
SHOTS = {"light": (1180, False)}


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        for name, text in VERSIONS.items():
            (Path(home) / name).write_text(text, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "luxterm",
            "parity",
            *VERSIONS,
            "--format",
            "html",
            "--output",
            "page.html",
        ]
        subprocess.run(command, cwd=home, check=False)
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (width, dark) in SHOTS.items():
            page = browser.new_page(
                viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light"
            )
            page.goto((Path(home) / "page.html").as_uri())
            image = Image.open(io.BytesIO(page.screenshot(full_page=True)))
            image.convert("RGB").quantize(96).save(HERE / f"parity-{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
