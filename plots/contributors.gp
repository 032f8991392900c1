# contributors.gp: probability of joining and troops of each contributor.
# $rows: probability of joining, its interval (low, high) (%), troops (5%, median, 95% quantile), height
# $others: probability in another variant (%), height. The tics of the troops are set above.

set multiplot
set errorbars 0
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set yrange [bottom:top]
unset ytics
set grid noytics xtics

set lmargin at screen X(troops_left);  set rmargin at screen X(troops_right)
set xrange [0:most]
half = (bottom - top) / |$rows| * 0.22
half = half > 5 ? 5 : half
plot $rows using 5:7:4:6:($7-half):($7+half) with boxxyerror fillstyle solid noborder linecolor rgb good, \
     $rows using 5:($7-half):(0):(2*half) with vectors nohead linewidth 1.5 linecolor rgb best
unset label; unset arrow

set lmargin at screen X(left);  set rmargin at screen X(right)
set xrange [0:100]
unset xtics
set xtics textcolor rgb soft font tic_face offset 0,0.1 scale 0
set xtics ('0' 0, '25' 25, '50' 50, '75' 75, '100%%' 100)
plot $others using 1:2 with points pointtype 7 pointsize 0.4 linecolor rgb none, \
     $rows using 1:7:2:3 with xerrorbars pointtype 7 pointsize 0.01 linewidth 1.25 linecolor rgb best, \
     $rows using 1:7 with points pointtype 7 pointsize 0.6 linecolor rgb best
unset multiplot
