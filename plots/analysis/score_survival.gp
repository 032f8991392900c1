# score_survival.gp: truces still holding, observed and predicted.
# $survival: month, observed, its interval (low, high), predicted (%)

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics 0, 12 scale 0.4

plot $survival using 1:3:4 with filledcurves fillstyle transparent solid 0.16 noborder linecolor rgb best, \
     $survival using 1:5 with lines linewidth 2 linecolor rgb worst, \
     $survival using 1:2 with steps linewidth 2.25 linecolor rgb best
