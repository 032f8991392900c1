# convergence.gp: the estimate by number of draws.
# $convergence: draws, probability, its interval (low, high) (%); final: the probability after all draws (%)

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set logscale x 2
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4
set mxtics 1
set style line 1 linewidth 0.75 linecolor rgb muted dashtype (5,4)

plot $convergence index 0 using 1:3:4 with filledcurves fillstyle transparent solid 0.16 noborder linecolor rgb best, \
     final with lines linestyle 1, \
     $convergence index 0 using 1:2:3:4 with yerrorbars pointtype 7 pointsize 0.01 linewidth 1 linecolor rgb best, \
     $convergence index 0 using 1:2 with lines linewidth 2 linecolor rgb best, \
     $convergence index 0 using 1:2 with points pointtype 7 pointsize 0.55 linecolor rgb best
