"""Pieces of text that a byte may stand for, so that few bytes reach deep into a grammar."""

from __future__ import annotations


def pieces(words: str, *more: str) -> tuple[str, ...]:
    """The words of a text, and further pieces that hold blanks or strange signs."""
    return (*words.split(), *more)


NUMBERS = pieces(
    """
    0 1 2 3 4 5 6 7 8 9 . , % £ $ € - – − + / ( ) ½ ¾ ⁄ × ~ < > ≈ : ; ' ’ “ ” one two nine ten eleven twenty ninety
    hundred thousand million billion dozen half quarter third a an and per cent percent percentage points out of in
    every to from between up down by over under at least almost twice double fold minutes hours days years weeks
    miles k m bn officers crimes Kent Police section 34 2016 ٣ ² Ⅷ 一 e9 10^ x10 İ ß 𝟘
    """,
    " ",
    "\n",
    "\u00a0",
    "\u202f",
    "0" * 30,
    "9" * 400,
    "\u202e",
    "\u0000",
)
PERIODS = pieces(
    """
    0 1 2 3 9 19 20 2013 2014 2016 1999 0000 31 30 29 / - – . , ( ) st nd th ' ’ January February March April May
    June July August September October November December Sept Dec the last previous first next current this that
    same year years month months quarter week days period financial calendar 12 six three to of in end ending ended
    since between and from until before by up at spring summer winter PEEL Q1 Q4 H2 FY ago earlier later half over ٣
    ²
    """,
    " ",
    "\n",
    "\u00a0",
    "9" * 30,
    "\u202e",
    "\u0000",
)
QUOTES = pieces(
    """
    “ ” ‘ ’ " ' « » „ ‟ ‹ › ` ´ … . , ! ? : ; - – — ( ) [ ] he she they said says told added I we It’s don’t
    officers’ ’90s rock ’n’ roll 6’2" Chief Constable Ann O’Neill Lee the The force It was not good enough and but
    who of Kent Police we must do better “‘ ’” '" é ſ 👮
    """,
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u202e",
    "\u0000",
    "\ufeff",
)
SPEECH = pieces(
    """
    “ ” ‘ ’ " ' . , ! ? : ; – — ( ) [ ] he she they it we who said says told added according to claimed that warned
    insisted asked called a the of for and but not is was has had been must will should better worse Ann Lee O’Neill
    Mr Mrs Dr Sir Dame Chief Constable Deputy Assistant Superintendent PC Police and Crime Commissioner Kent Gwent
    GMP Met the force its county council Federation spokesman spokeswoman for from inspector HMIC HMICFRS report found
    judged recommended by within six months 31 March 2019 34 per cent 12 of 62 requires improvement inadequate good
    """,
    " ",
    "\n",
    "\n\n",
    "\u00a0",
    "\u202e",
    "\u0000",
    "“We must do better,” ",
    "said Ann Lee, chief constable of Kent Police.",
    "A spokesman said: ",
    "• ",
)
MARKUP = pieces(
    """
    < > / = " ' & ; ! - [ ] ( ) { } # % <p> </p> <div> </div> <table> <tr> <td> <th> </td> </tr> </table> rowspan="9
    <h1> </h1> <h3> <ul> <li> </ul> <!-- --> <![CDATA[ ]]> <script> </script> <style> <br> </a> <b> <article>
    </article> <main> <figure> <figcaption> <blockquote> <title> </title> <body> </body> <html> </html> <head> <svg>
    <math> <template> <select> <option> <iframe> &amp; &#0; &#x110000; &nbsp; &shy; &lt "datePublished":"2018-13-45"
    [[[[ { ² 1.1 • 34% é
    """,
    " ",
    "\n",
    "\u0000",
    '<td colspan="',
    "<a href='#x'>",
    "<section id=",
    "<time datetime='",
    "<meta name=date content=",
    "<base href=",
    '{"@type":"NewsArticle","headline":',
    "<script type='application/ld+json'>",
    "Kent Police recorded 3,657 crimes in 2016.",
    "Published 14 March 2019",
    "“We must do better,” he said.",
    "\u202e",
    "share this",
    "By Ann Lee",
)
WORDS = pieces(
    """
    The force recorded 3,657 assaults in 2016. Area for improvement Recommendations Contents 1 2 34% £2m • – ( )
    Table Force Crimes Kent Essex 12 Published on 14 March 2019 “Nobody 1. 1.2 co- opera- tion ......... a the 1 ² ٣
    � 👮
    """,
    "\u00ad",
    "",
    "A" * 200,
    "9" * 300,
    "\u202e",
)
