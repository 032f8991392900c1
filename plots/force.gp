# force.gp: exceedance curves of the troops offered and committed, and the range of the troops required.
# $offered: a block a variant, base first: troops, probability, its interval (low, high) (%); $committed: the base

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [0:100]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4
set ytics ('0' 0, '25' 25, '50' 50, '75' 75, '100%%' 100)
if (need_low < need_high) set object rectangle from need_low, 0 to need_high, 100 behind fillstyle solid noborder fillcolor rgb '#EDF0F3'
if (need_low == need_high) set arrow from need_low, 0 to need_low, 100 nohead back linewidth 1 dashtype (6,4) linecolor rgb muted

# Curves that are not shown lie below the axis.
plot for [i=1:curves-1] $offered index i using 1:2 with lines linewidth 1 linecolor rgb grey, \
     $offered index 0 using 1:3:4 with filledcurves fillstyle transparent solid 0.2 noborder linecolor rgb best, \
     $committed index 0 using 1:(committed ? $3 : -9):(committed ? $4 : -9) with filledcurves \
         fillstyle transparent solid 0.2 noborder linecolor rgb worst, \
     $offered index high using 1:(high > 0 ? $2 : -9) with lines linewidth 2.25 linecolor rgb good, \
     $committed index 0 using 1:(committed ? $2 : -9) with linespoints pointtype 7 pointsize 0.4 linewidth 2 linecolor rgb worst, \
     $offered index 0 using 1:2 with lines linewidth 2.75 linecolor rgb 'white', \
     $offered index 0 using 1:2 with linespoints pointtype 7 pointsize 0.4 linewidth 2 linecolor rgb best
