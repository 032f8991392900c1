# note.gp: a chart with nothing to show. The words are all there is.
unset tics
set xrange [0:1]
set yrange [0:1]
plot NaN
