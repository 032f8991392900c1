# Completion of entente's command line for fish. What is offered comes from the program: `entente complete`.
# Installed as .../fish/vendor_completions.d/entente.fish; or copy it to ~/.config/fish/completions/

function __entente_complete
    set -l typed (commandline -opc) (commandline -ct)
    set -l program $typed[1]
    set -l current $typed[-1]
    for line in ($program complete -- $typed[2..-1] 2>/dev/null)
        switch $line
            case :scenarios
                __fish_complete_suffix .cfg
            case :folders
                __fish_complete_directories (string replace -r '^--[^=]*=' '' -- $current) ''
            case :files
                __fish_complete_path (string replace -r '^--[^=]*=' '' -- $current) ''
            case '*'
                echo $line
        end
    end
end

complete -c entente -f -a '(__entente_complete)'
