using System.CommandLine;
using Trimtab.Storages;
using Trimtab.Tool.Doctor;
using Trimtab.Tool.Options;

namespace Trimtab.Tool.Verbs;

/// <summary>Checks what the tool needs.</summary>
[Named("doctor")]
internal sealed class DoctorVerb : IVerb
{
    private readonly StorageChoice _storage = new();
    private readonly FormatChoice _format = new();

    /// <inheritdoc/>
    public VerbGroup Group => VerbGroup.Tool;

    /// <inheritdoc/>
    public string Description => """
        Checks this machine: versions, the processor, the storage, whether the current folder can be written to, Python and Optuna.
        Ends with 1 where the storage or the folder can't be used.
        """.ReplaceLineEndings(" ");

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["trimtab doctor", "trimtab doctor -s postgresql://user@host/database"];

    /// <inheritdoc/>
    public IEnumerable<Symbol> Symbols => [_storage.Option, .. _format.Symbols];

    /// <inheritdoc/>
    public Task<ExitCode> RunAsync(ToolRun run)
    {
        string url = _storage.UrlOf(run);
        Finding[] findings =
        [
            .. Machine.Findings(),
            Machine.Folder(run.Context.Folder),
            Storage(url),
            .. Machine.Python(run.Context),
        ];
        _format.Write(run, new(
            ["check", "ok", "finding"], findings.Select(finding => new object?[] { finding.Check, finding.IsGood, finding.Text })));
        return Task.FromResult(findings.All(finding => finding.IsGood || !finding.IsRequired) ? ExitCode.Done : ExitCode.Error);
    }

    private static Finding Storage(string url)
    {
        string shown = SecretText.OfWhole(url);
        if (!StorageChoice.Exists(url))
        {
            return new("storage", true, $"{shown} is not there yet; run creates it");
        }

#pragma warning disable CA1031 // Whatever the storage throws is the finding.
        try
        {
            using var storage = StudyStorage.Open(url);
            int studies = storage.ReadStudies().Count;
            if (StorageChoice.FileOf(url) is { } file && Machine.Refusal(file) is { } refusal)
            {
                return new("storage", false, $"{shown} can be read only, not written: {refusal}");
            }

            return new("storage", true, Invariant($"{shown} opens, in the schema of this version, with {studies} studies"));
        }
        catch (Exception error)
        {
            string reason = SecretText.Masked(error.Message.Replace(url, shown, StringComparison.Ordinal).ReplaceLineEndings(" "));
            return new("storage", false, $"{shown} does not open: {reason}");
        }
#pragma warning restore CA1031
    }
}
