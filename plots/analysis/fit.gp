# fit.gp: the residuals of a fitted hazard.
# $residuals: Cox-Snell residual of each failure, Nelson-Aalen estimate there, its 95% interval (low, high)

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4

plot $residuals using 1:3:(($4) > y_high ? y_high : ($4)) with filledcurves fillstyle transparent solid 0.2 noborder \
         linecolor rgb good, \
     '+' every ::0::1 using ($0*x_high):($0*y_high) with lines linewidth 1.25 dashtype (5,4) linecolor rgb muted, \
     $residuals using 1:2 with points pointtype 7 pointsize 0.4 linecolor rgb best
