"""What WeasyPrint leaves to us: numbers bound from outside, tags, the screen file, the printer's file.

In: a finished HTML string. Out: PDF bytes and diagnostics. The steps, in order:

    lay_out (layout.py)  ->  GATES (gates.py)  ->  paint (paint.py)  ->  finish_screen (screen.py)
                                                                    ->  finish_print (x4.py, with ink.py)

Only `weasy.py` touches WeasyPrint's private attributes.
"""
