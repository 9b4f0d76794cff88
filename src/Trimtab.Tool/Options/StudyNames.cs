using System.CommandLine;
using System.Data.Common;

namespace Trimtab.Tool.Options;

/// <summary>Completion of names of studies: those of the storage that the command line names.</summary>
[Named("study_names")]
internal sealed class StudyNames : IValueCompletion
{
    /// <summary>Name of an argument that takes names of studies.</summary>
    public const string Argument = "study";

    /// <inheritdoc/>
    public bool IsOf(Symbol symbol) => symbol.Name == (symbol is Argument ? Argument : VerbTree.StudyOption);

    /// <inheritdoc/>
    public IEnumerable<string> Values(ParseResult line, ToolContext context)
    {
        try
        {
            using var storage = StorageChoice.OpenExisting(
                StorageChoice.UrlOrDefault(line.GetValue<string>(StorageChoice.Name), context));
            return [.. storage.ReadStudies().Select(study => study.Name)];
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException or IOException or UnauthorizedAccessException
            or DbException or InvalidOperationException)
        {
            return [];
        }
    }
}
