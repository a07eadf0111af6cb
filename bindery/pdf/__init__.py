"""What WeasyPrint leaves to us: numbers bound from outside, tags, the screen file, the printer's file.

In: finished HTML. Out: PDF bytes and diagnostics. The interior is made section by section, in one process or several:

    gather.py:  fold (fold.py)  ->  number (number.py)  ->  paint (fold.py)  ->  GATES (gates.py)
    bind (bind.py)  ->  finish_screen (screen.py)
    ink_sheet (inked.py, with ink.py)  ->  bind  ->  finish_print (x4.py)

Papers are single documents: lay_out (layout.py) -> paint (paint.py) -> finish_screen. Covers are books of one sheet.

Only `weasy.py` touches WeasyPrint's private attributes.
"""
