# style.gp: the style of all charts. Every script begins with this text.
#
# format: svg (default), png or pdf; target: the file drawn. Both can be set on the command line:
#     gnuplot -e "format='png'" outcomes.gp

if (!exists('format')) format = 'svg'
if (!exists('target')) target = chart.'.'.format

set encoding utf8

# The page is 720 x 480 units in every format; type sizes are in the same units.
X(u) = u / 720.0
Y(v) = 1 - v / 480.0

# Lato, else the reader's own sans. In SVG the comma between families is written &#44;.
face = format eq 'svg' ? 'Lato&#44; Carlito&#44; Segoe UI&#44; Helvetica Neue&#44; Arial&#44; sans-serif' : 'Lato'
type(size) = sprintf('%s,%g', face, size)

# Text
ink   = '#1B2733'   # titles, names, figures
soft  = '#3F4B57'   # subtitles, axis labels
muted = '#66717D'   # ranges, footers, context
# Lines
axis  = '#9AA5B0'   # the one baseline
hair  = '#E3E7EB'   # hairline grid
grey  = '#B4BCC5'   # context lines
# Data, from good to bad; distinct for colour-blind readers
best  = '#1B4F7A'
good  = '#6FA8CF'
poor  = '#F0C987'
worst = '#C04A20'
none  = '#C4CBD2'   # no deal or truce
# The same for text and thin lines, darker for contrast on white
good_word = '#3A7FB5'
poor_word = '#8A6508'

if (format eq 'png') set terminal pngcairo enhanced size 1440,960 font type(12) fontscale 1.5 linewidth 2 pointscale 2 background 'white'
if (format eq 'pdf') set terminal pdfcairo enhanced size 10in,6.6667in font type(12) fontscale 1 linewidth 1 pointscale 1 background 'white'
if (format eq 'svg') set terminal svg enhanced size 720,480 font type(12) linewidth 1 name chart background rgb 'white'
set output target

set datafile missing 'NaN'
unset key
unset border
unset colorbox
set tics nomirror scale 0
tic_face = type(11.5)   # `set xtics font` takes a variable, but no expression
set xtics textcolor rgb soft font tic_face offset 0,0.1
set ytics textcolor rgb soft font tic_face offset 0.6,0
set grid linetype 1 linewidth 0.75 linecolor rgb hair
set style fill solid 1.0 noborder
set errorbars 0.6

