using System.CommandLine;
using System.CommandLine.Completions;
using System.Data.Common;

namespace Trimtab.Tool.Options;

/// <summary>Completion of names of studies: those of the storage that the command line names.</summary>
internal static class StudyNames
{
    /// <summary>Name of an argument that takes names of studies; <c>--name</c> is the option.</summary>
    public const string Argument = "study";

    /// <summary>Has the names completed by those options and arguments of a command that take them.</summary>
    public static void Complete(Command command, ToolContext context)
    {
        foreach (var option in command.Options.Where(option => option.Name == StudyChoice.Option))
        {
            option.CompletionSources.Add(Of);
        }

        foreach (var argument in command.Arguments.Where(argument => argument.Name == Argument))
        {
            argument.CompletionSources.Add(Of);
        }

        IEnumerable<CompletionItem> Of(CompletionContext line) => Read(line.ParseResult, context).Select(name => new CompletionItem(name));
    }

    /// <summary>The names; none where the storage is not there, or can't be read: a shell that completes shows no errors.</summary>
    private static IReadOnlyList<string> Read(ParseResult parsed, ToolContext context)
    {
        try
        {
            string url = StorageChoice.UrlOrDefault(parsed.GetValue<string>(StorageChoice.Name), context);
            using var storage = StorageChoice.OpenExisting(url);
            return [.. storage.ReadStudies().Select(study => study.Name)];
        }
        catch (Exception error) when (error is TrimtabException or ArgumentException or IOException or UnauthorizedAccessException
            or DbException or InvalidOperationException)
        {
            return [];
        }
    }
}
