using System.Collections.Immutable;
using System.CommandLine;

namespace MlNetCnn.Cli;

/// <summary>Prints the script by which a shell asks <see cref="SuggestCommand"/> at each Tab.</summary>
internal static class CompletionCommand
{
    public const string Description = "Print the completion script of a shell.";

    private static readonly ImmutableArray<KeyValuePair<string, string>> Scripts =
    [
        new("bash", """
            # mlnetcnn in bash: add this line to ~/.bashrc
            #   source <(mlnetcnn completion bash)
            _mlnetcnn() {
                local IFS=$'\n'
                COMPREPLY=($(mlnetcnn suggest "${COMP_LINE:0:COMP_POINT}" 2> /dev/null | cut -f 1))
            }
            complete -o default -F _mlnetcnn mlnetcnn
            """),
        new("zsh", """
            # mlnetcnn in zsh: add this line to ~/.zshrc, below compinit
            #   source <(mlnetcnn completion zsh)
            _mlnetcnn() {
                local line
                local -a found
                for line in "${(@f)$(mlnetcnn suggest "${words[1,CURRENT]}" 2> /dev/null)}"; do
                    [[ -n $line ]] && found+=("${${line%%$'\t'*}//:/\\:}${${line#*$'\t'}:+:${line#*$'\t'}}")
                done
                (( $#found )) && _describe 'mlnetcnn' found || _files
            }
            compdef _mlnetcnn mlnetcnn
            """),
        new("fish", """
            # mlnetcnn in fish: save as ~/.config/fish/completions/mlnetcnn.fish
            function __mlnetcnn_suggest
                set -l found (mlnetcnn suggest (commandline -cp) 2> /dev/null)
                test (count $found) -gt 0 && string join \n $found || __fish_complete_path (commandline -ct)
            end
            complete -c mlnetcnn -f -a '(__mlnetcnn_suggest)'
            """),
        new("pwsh", """
            # mlnetcnn in PowerShell: add this line to $PROFILE
            #   mlnetcnn completion pwsh | Out-String | Invoke-Expression
            Register-ArgumentCompleter -Native -CommandName mlnetcnn -ScriptBlock {
                param($word, $command, $cursor)
                $length = $cursor - $command.Extent.StartOffset
                mlnetcnn suggest "$command".PadRight($length).Substring(0, $length) 2> $null | ForEach-Object {
                    $label, $description = $_ -split "`t"
                    $tooltip = if ($description) { $description } else { $label }
                    [System.Management.Automation.CompletionResult]::new($label, $label, 'ParameterValue', $tooltip)
                }
            }
            """),
    ];

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL")
        {
            Description = $"{string.Join(", ", Scripts.Select(s => s.Key))}. The script's first lines say where to put it.",
            HelpName = "SHELL",
        };
        shell.AcceptOnlyFromAmong([.. Scripts.Select(s => s.Key)]);
        var command = new Command("completion", Description) { shell };
        command.SetAction(result =>
        {
            result.InvocationConfiguration.Output.WriteLine(Scripts.Single(s => s.Key == result.GetRequiredValue(shell)).Value.ReplaceLineEndings("\n"));
            return 0;
        });
        return command;
    }
}
