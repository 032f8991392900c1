# compare.gp: the matrix of comparisons, a row and a column a choice.
# $cells: left, right, top and bottom edge of each cell (page units) and its colour

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [left:right]
set yrange [bottom:top]
unset xtics
unset ytics
unset grid

plot $cells using (($1+$2)/2):(($3+$4)/2):1:2:3:4:5 with boxxyerror \
         fillstyle solid border rgb 'white' linewidth 1.5 linecolor rgb variable
