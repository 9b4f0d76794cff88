using System.CommandLine;
using System.Data.Common;

namespace Trimtab.Bench;

/// <summary>The command line of the program.</summary>
internal static class Verbs
{
    /// <summary>The root of all verbs.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Times what Trimtab does. Most verbs print lines of JSON, for scripts that run a peer beside it.");
        var verbs = new Catalog<IVerb>(typeof(IVerb).Assembly);
        foreach (string name in verbs.Names)
        {
            root.Subcommands.Add(verbs.Create(name).Create());
        }

        return root;
    }

    /// <summary>Runs a command line; 1 where it is wrong, or where it fails for a reason that the user can mend.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        try
        {
            return await Root().Parse(args).InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (Exception thrown) when (Reason(thrown) is TrimtabException or ArgumentException or IOException
            or UnauthorizedAccessException or DbException)
        {
            await error.WriteLineAsync(Reason(thrown).Message).ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>What was thrown, also by a thread that ran a part of the work.</summary>
    private static Exception Reason(Exception thrown) => thrown is AggregateException all ? all.GetBaseException() : thrown;
}
