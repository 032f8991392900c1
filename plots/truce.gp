# truce.gp: the survival of signed truces, a panel a variant.
# $survival: a block a variant: month, survival, range across worlds (low, high) (%)
# $band: a block a variant: month, range across worlds (low, high) (%), a blank line where it is not known
# $panels: left, right, top, bottom, 1 in the first column,
#     1 with the months below, colour (1 base, 2 above it, 3 below, 0 no clear difference), month at which the survival is 50%

set multiplot
set xrange [0:months]
set yrange [0:100]
set grid noxtics ytics
set border 1 linewidth 0.75 linecolor rgb axis
set xtics 0, step scale 0.4
shade(k) = k == 1 ? best : k == 2 ? '#4A86B5' : k == 3 ? worst : muted

do for [i=0:panels-1] {
    set lmargin at screen X(real(word($panels[i+1], 1))); set rmargin at screen X(real(word($panels[i+1], 2)))
    set tmargin at screen Y(real(word($panels[i+1], 3))); set bmargin at screen Y(real(word($panels[i+1], 4)))
    colour = shade(int(word($panels[i+1], 7)))
    half = word($panels[i+1], 8)
    half_month = half eq 'NaN' ? -1 : real(half)
    if (word($panels[i+1], 5) eq '1') { set ytics ('0' 0, '' 25, '50' 50, '' 75, '100%%' 100) } \
    else { set ytics ('' 0, '' 25, '' 50, '' 75, '' 100) }
    if (word($panels[i+1], 6) eq '1') { set format x '%g' } else { set format x '' }
    plot $band index i using 1:2:3 with filledcurves fillstyle transparent solid 0.2 noborder linecolor rgb colour, \
         for [k=0:panels-1] $survival index k using 1:2 with lines linewidth 0.75 linecolor rgb grey, \
         $survival index i using 1:2 with lines linewidth 2.25 linecolor rgb colour, \
         '+' every ::0::0 using (half_month):(half_month < 0 ? -50 : 50) with points pointtype 7 pointsize 0.75 linecolor rgb 'white', \
         '+' every ::0::0 using (half_month):(half_month < 0 ? -50 : 50) with points pointtype 7 pointsize 0.6 linecolor rgb colour
    if (i == 0) { unset label; unset arrow }
}
unset multiplot
