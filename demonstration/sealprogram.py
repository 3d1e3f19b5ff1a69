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
    place(top + left, dx: float(sys.inputs.x) * 1mm - 21mm, dy: float(sys.inputs.y) * 1mm - 21mm, seal)
  }
  if number < pages { pagebreak() }
}
"""


def stamped(body: bytes, page: int, pages: int, at: tuple[float, float], name: str, fonts=()) -> bytes:
    """The same pages, with the seal drawn at (x, y), its middle in mm of the page, the name around the star."""
    inputs = {"file": "letter.pdf", "name": name, "page": str(page), "pages": str(pages)}
    inputs |= {"x": str(at[0]), "y": str(at[1])}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "letter.pdf").write_bytes(body)
        source = Path(folder, "seal.typ")
        source.write_text(SEAL, encoding="utf-8")
        return typst.compile(source, format="pdf", sys_inputs=inputs, font_paths=fonts or typst.Fonts())


def main() -> None:
    """Where to seal is told in the environment: SEAL_PAGE, SEAL_PAGES, SEAL_X_MM, SEAL_Y_MM, SEAL_NAME."""
    told = os.environ
    page, pages = int(told["SEAL_PAGE"]), int(told["SEAL_PAGES"])
    at = float(told["SEAL_X_MM"]), float(told["SEAL_Y_MM"])
    sys.stdout.buffer.write(stamped(sys.stdin.buffer.read(), page, pages, at, told.get("SEAL_NAME", "")))


if __name__ == "__main__":
    main()
