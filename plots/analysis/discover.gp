# discover.gp: a box of worlds: the steps of its search, and worlds on the two factors that add most to it.
# $steps: share of all cases in the box (%), density, 1 for the step proposed
# $worlds (where worlds is 1): value of one factor, of the other, chance in the world; from least to most
# x_from, x_to, y_from, y_to: the limits of the box; world_left, world_right: edges of the second panel;
# world_x_low, world_x_high, world_x_step, world_x_format and world_y_…: its axes; world_x_flag, world_y_flag: 1 where
# the factor is 0 or 1

set multiplot
set tmargin at screen Y(top);   set bmargin at screen Y(bottom)
set lmargin at screen X(left);  set rmargin at screen X(right)
set xrange [x_low:x_high]
set yrange [y_low:y_high]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics scale 0.4
plot $steps using 1:2 with lines linewidth 1.5 linecolor rgb grey, \
     $steps using 1:2 with points pointtype 7 pointsize 0.4 linecolor rgb muted, \
     $steps using 1:($3 > 0 ? $2 : NaN) with points pointtype 7 pointsize 1 linecolor rgb 'white', \
     $steps using 1:($3 > 0 ? $2 : NaN) with points pointtype 7 pointsize 0.85 linecolor rgb best
unset label; unset arrow

if (worlds) {
    set lmargin at screen X(world_left);  set rmargin at screen X(world_right)
    set xrange [world_x_low:world_x_high]
    set yrange [world_y_low:world_y_high]
    set xtics world_x_low, world_x_step, world_x_high scale 0.4
    set ytics world_y_low, world_y_step, world_y_high
    set format x world_x_format
    set format y world_y_format
    if (world_x_flag) { set xtics ('no' 0, 'yes' 1) scale 0; set format x '%s' }
    if (world_y_flag) { set ytics ('no' 0, 'yes' 1); set format y '%s' }
    set palette defined (0 none, 0.5 good, 1 best)
    set cbrange [least:most]
    set object 1 rectangle from first x_from, first y_from to first x_to, first y_to front \
        fillstyle empty border linecolor rgb worst linewidth 1.5
    plot $worlds using 1:2:3 with points pointtype 7 pointsize 0.3 linecolor palette
}
unset multiplot
