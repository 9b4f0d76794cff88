using System.CommandLine;

namespace Trimtab.Tool.Verbs;

/// <summary>Prints a script that completes command lines.</summary>
[Named("completion")]
internal sealed class CompletionVerb : IVerb
{
    private const string Bash = """
        _trimtab() {
          local IFS=$'\n'
          COMPREPLY=($(trimtab "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null))
        }
        complete -o default -F _trimtab trimtab
        """;

    private const string Zsh = """
        #compdef trimtab
        _trimtab() {
          local -a found
          found=("${(@f)$(trimtab "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
          compadd -a found || _files
        }
        compdef _trimtab trimtab
        """;

    private const string Fish = """
        function __trimtab_complete
            set -l line (commandline -cp)
            trimtab "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c trimtab -a '(__trimtab_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName trimtab -ScriptBlock {
            param($word, $line, $position)
            trimtab "[suggest:$position]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private readonly Argument<string> _shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." }
        .AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tool;

    /// <inheritdoc/>
    public string Description => "Prints a script that lets a shell complete trimtab's commands, options and values.";

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples =>
    [
        "eval \"$(trimtab completion bash)\"",
        "trimtab completion zsh > ~/.zfunc/_trimtab",
        "trimtab completion fish > ~/.config/fish/completions/trimtab.fish",
        "trimtab completion pwsh | Out-String | Invoke-Expression",
    ];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_shell];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        run.Context.Output.WriteLine(run.Value(_shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => PowerShell,
        });
        return Task.FromResult(ExitCode.Done);
    }
}
