# sweep_line.gp: the probability of the headline over one setting.
# $sweep: value (its logarithm or number where the axis is not linear), probability, range across worlds (low, high) (%)
# $band: value, low, high; a blank line where the range is not known

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4

plot $band index 0 using 1:2:3 with filledcurves fillstyle transparent solid 0.2 noborder linecolor rgb best, \
     $sweep index 0 using 1:2 with lines linewidth 2.25 linecolor rgb best, \
     $sweep index 0 using 1:2 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $sweep index 0 using 1:2 with points pointtype 7 pointsize 0.55 linecolor rgb best
