# solve.gp: an expression over one setting, and where it takes a level.
# $curve: value of the setting, expression, its 95% interval (low, high)
# level; crosses: 1 where there is a crossing; crossing, crossing_low, crossing_high: the value and its interval

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4
set style line 1 linewidth 1 linecolor rgb worst dashtype (5,4)
set arrow from first crossing_low, first (crosses ? level : y_low) to first crossing_low, first y_low nohead \
    linewidth (crosses ? 0.5 : 0) linecolor rgb grey
set arrow from first crossing_high, first (crosses ? level : y_low) to first crossing_high, first y_low nohead \
    linewidth (crosses ? 0.5 : 0) linecolor rgb grey

plot $curve using 1:3:4 with filledcurves fillstyle transparent solid 0.2 noborder linecolor rgb best, \
     level with lines linestyle 1, \
     $curve using 1:2 with lines linewidth 2 linecolor rgb best, \
     $curve using 1:2 with points pointtype 7 pointsize 0.35 linecolor rgb best, \
     '+' every ::0::0 using (crosses ? crossing : NaN):(level):(crossing_low):(crossing_high) with xerrorbars \
         pointtype 7 pointsize 0.01 linewidth 1.5 linecolor rgb worst, \
     '+' every ::0::0 using (crosses ? crossing : NaN):(level) with points pointtype 7 pointsize 0.9 linecolor rgb 'white', \
     '+' every ::0::0 using (crosses ? crossing : NaN):(level) with points pointtype 7 pointsize 0.7 linecolor rgb worst
