# blockers.gp: what one change at a time does, a row a change.
# $rows: difference of the chance of a deal, its interval (low, high), of the headline likewise (points), height, colour

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [from:to]
set yrange [bottom:top]
unset ytics
set grid noytics xtics
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linewidth 1 linecolor rgb axis
set errorbars 0.4

plot $rows using 4:($7+gap):5:6 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb good, \
     $rows using 4:($7+gap) with points pointtype 7 pointsize 0.4 linecolor rgb good, \
     $rows using 1:($7-gap):2:3:8 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.5 linecolor rgb variable, \
     $rows using 1:($7-gap):8 with points pointtype 7 pointsize 0.6 linecolor rgb variable
