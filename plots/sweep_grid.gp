# sweep_grid.gp: the probability of the headline over two settings.
# $cells: column, row, probability (%); $contours: start (column, row) and direction of the edges between likelihood bands

set lmargin at screen X(left);  set rmargin at screen X(right)
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set palette defined (0 '#F4F7FA', 0.5 '#8DBADA', 1 '#1B4F7A')
set cbrange [0:most]

plot $cells using 1:2:($1-0.5):($1+0.5):($2-0.5):($2+0.5):3 with boxxyerror \
         fillstyle solid border rgb 'white' linewidth 0.75 linecolor palette, \
     $contours using 1:2:3:4 with vectors nohead linewidth 1.5 linecolor rgb ink
