# outcomes.gp: shares of the outcomes, one stacked bar a variant.
# $bars: from, to (%), upper and lower edge, colour; $whiskers: middle, low, high (%), height

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [0:100]
set yrange [bottom:top]
unset ytics
set grid noytics xtics
set xtics ('0' 0, '25' 25, '50' 50, '75' 75, '100%%' 100)

plot $bars using (($1+$2)/2):(($3+$4)/2):1:2:3:4:5 with boxxyerror \
         fillstyle solid border rgb 'white' linewidth 1 linecolor rgb variable, \
     $whiskers using 1:4:2:3 with xerrorbars linecolor rgb ink linewidth 1 pointtype 7 pointsize 0.3
