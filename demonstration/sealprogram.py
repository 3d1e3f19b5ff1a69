"""The demonstration's seal: a PDF in, the same PDF with a red seal marked 演示 over the signature out.

Run as a program it is what SEAL_COMMAND asks for; a county puts its own e-seal service in its place.
"""

import os
import sys
import tempfile
from pathlib import Path

import typst

SEAL = """
#let pages = int(sys.inputs.pages)
#let seal = box(width: 42mm, height: 42mm, {
  set text(fill: rgb("#d00000"), font: ("Noto Serif CJK SC", "Noto Sans CJK SC", "SimSun"), weight: "bold")
  place(circle(radius: 21mm, stroke: 1.2mm + rgb("#d00000")))
  let name = sys.inputs.name.clusters()
  let step = 250deg / calc.max(name.len() - 1, 1)
  for (number, each) in name.enumerate() {
    let angle = -125deg + number * step
    place(center + horizon, dx: 16.5mm * calc.sin(angle), dy: -16.5mm * calc.cos(angle),
      rotate(angle, text(size: calc.min(15pt, 120pt / name.len() + 3pt), each)))
  }
  place(center + horizon, text(size: 34pt, "★"))
  place(center + horizon, dy: 13mm, text(size: 13pt, "演示用印"))
})
#set page(paper: "a4", margin: 0mm)
#for number in range(1, pages + 1) {
  image(sys.inputs.file, page: number, width: 210mm)
  if number == int(sys.inputs.page) {
    place(top + right, dx: -38mm, dy: float(sys.inputs.y) * 1mm - 21mm, seal)
  }
  if number < pages { pagebreak() }
}
"""


def stamped(body: bytes, page: int, pages: int, y: float, name: str, fonts=()) -> bytes:
    """The same pages, with the seal drawn at the height `y` (mm) of the page, the name around the star."""
    inputs = {"file": "letter.pdf", "name": name, "page": str(page), "pages": str(pages), "y": str(y)}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "letter.pdf").write_bytes(body)
        source = Path(folder, "seal.typ")
        source.write_text(SEAL, encoding="utf-8")
        return typst.compile(source, format="pdf", sys_inputs=inputs, font_paths=fonts or typst.Fonts())


def main() -> None:
    """Where to seal is told in the environment: SEAL_PAGE, SEAL_PAGES, SEAL_Y_MM, SEAL_NAME."""
    told = os.environ
    page, pages, y = int(told["SEAL_PAGE"]), int(told["SEAL_PAGES"]), float(told["SEAL_Y_MM"])
    sys.stdout.buffer.write(stamped(sys.stdin.buffer.read(), page, pages, y, told.get("SEAL_NAME", "")))


if __name__ == "__main__":
    main()
