# frontier.gp: the space of deals, a plane of utilities for each pair of parties; all in page units.
# $zone: left, right, top, bottom of what leaves both at least their reservation; $lines: ends of the lines of the grids;
# $never: packages that no future accepts; $some: packages that some do, and their size; $front: the Pareto front of one
# plane, a line; $rings: its packages where there are more; $chosen: packages that a bargaining rule chooses

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [left:right]
set yrange [bottom:top]
unset xtics
unset ytics
unset grid

plot $zone using (($1+$2)/2):(($3+$4)/2):1:2:3:4 with boxxyerror fillstyle solid noborder linecolor rgb '#EAF2F8', \
     $lines using 1:2:($3-$1):($4-$2) with vectors nohead linewidth 0.75 linecolor rgb hair, \
     $never using 1:2 with points pointtype 7 pointsize 0.28 linecolor rgb none, \
     $some using 1:2:3 with points pointtype 7 pointsize variable linecolor rgb good, \
     $front using 1:2 with lines linewidth 1.25 linecolor rgb best, \
     $rings using 1:2 with points pointtype 6 pointsize 0.5 linewidth 1 linecolor rgb best, \
     $chosen using 1:2 with points pointtype 7 pointsize 0.95 linecolor rgb 'white', \
     $chosen using 1:2 with points pointtype 7 pointsize 0.75 linecolor rgb worst
