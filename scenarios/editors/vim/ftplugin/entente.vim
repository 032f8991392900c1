" Settings for scenarios of entente: comments, and :make for the mistakes of a file as a list to jump through.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=//\ %s comments=://,b:#
setlocal makeprg=entente\ check\ --quiet\ --color\ never\ %:S
setlocal errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%-G%.%#
let b:undo_ftplugin = 'setlocal commentstring< comments< makeprg< errorformat<'
