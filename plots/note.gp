# note.gp: a page of text without a drawing.
unset tics
set xrange [0:1]
set yrange [0:1]
plot NaN
