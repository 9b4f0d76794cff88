using System.CommandLine;

namespace Trimtab.Tool.Programs.Settings;

/// <summary>The options <c>--new</c> and <c>--extend</c>: how a run goes on where its study was made with other settings.</summary>
internal sealed class OtherSettingsChoice
{
    private readonly Option<bool> _new = new("--new")
    {
        Description = "Begins another study, called NAME-2, where another space has the name; the same line goes on with it.",
    };

    private readonly Option<bool> _extend = new("--extend")
    {
        Description = "Goes on with another space, metric or command: trials so far stay, as far as they fit.",
    };

    /// <summary>The options.</summary>
    public IEnumerable<Symbol> Symbols => [_new, _extend];

    /// <summary>The choice; without an option other settings are refused.</summary>
    /// <exception cref="UsageException">Both were given.</exception>
    public OtherSettings Of(ToolRun run) => (run.Value(_new), run.Value(_extend)) switch
    {
        (true, true) => throw new UsageException("--new begins another study, --extend goes on with the one there is. Got both."),
        (true, _) => OtherSettings.BeginAnother,
        (_, true) => OtherSettings.Extend,
        _ => OtherSettings.Refuse,
    };
}
