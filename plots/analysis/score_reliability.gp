# score_reliability.gp: chances given, and how often the truces held.
# $groups: mean chance, share that held, its interval (low, high) (%)

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4

plot x with lines linewidth 0.75 dashtype (5,4) linecolor rgb muted, \
     $groups using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.01 linewidth 1.5 linecolor rgb best, \
     $groups using 1:2 with points pointtype 7 pointsize 0.9 linecolor rgb best
