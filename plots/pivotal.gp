# pivotal.gp: Shapley value (bar) and pivotal probability (dot) of each contributor.
# $rows: Shapley value, pivotal probability (% of draws), height

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:most]
set yrange [bottom:top]
unset ytics
set grid noytics xtics

plot $rows using ($1/2):3:(0):1:($3-height):($3+height) with boxxyerror fillstyle solid noborder linecolor rgb good, \
     $rows using 2:3 with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
     $rows using 2:3 with points pointtype 7 pointsize 0.55 linecolor rgb ink
