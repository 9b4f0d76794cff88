using Trimtab.Tool.Tests.Programs;

namespace Trimtab.Tool.Tests;

/// <summary>The verbs that look read a study of another user's, in a folder that they may not write to.</summary>
public class ReadOnlyStorageTests
{
    [Theory]
    [InlineData("trimtab.db", false)]
    [InlineData("trimtab.db", true)]
    [InlineData("a %20 #?.db", false)]
    [InlineData("trimtab.log", false)]
    public async Task Verbs_OfAStudyThatCanOnlyBeRead_ReadIt(string name, bool isOpen)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs modes of files");
        using var tool = await new ToolHost().WithBowlAsync(3, 1, 2);
        string file = Path.Combine(tool.Folder, name), program = typeof(TrimtabTool).Assembly.Location;
        if (name != "trimtab.db")
        {
            string scheme = name.EndsWith("log", StringComparison.Ordinal) ? "journal" : "sqlite";
            await tool.RunAsync(["copy", "-n", "bowl", "--to", $"{scheme}:{file}"]);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        using var writer = isOpen ? tool.OpenStorage() : null;
        writer?.CreateStudy("other", [Direction.Minimize]); // leaves a log beside the file
        string user = Environment.UserName == "root" ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : ""; // root may write all
        SetModes(tool.Folder, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        try
        {
            var known = await ToolProcess.RunAsync("/", $"{user}test -r '{program}' -a -r '{file}'");
            Assert.SkipUnless(known.ExitCode == 0, "needs another user who can read the tool");

            var (code, output, errors) = await ToolProcess.RunAsync(
                "/",
                $"""
                set -e
                for verb in best trials show plot; do
                  {user}env HOME=/tmp dotnet '{program}' $verb -n bowl -s '{file}' > /dev/null
                done
                {user}env HOME=/tmp dotnet '{program}' best -n bowl -s '{file}' -f value
                {user}env HOME=/tmp dotnet '{program}' studies -s '{file}' -f value -c name
                {user}env HOME=/tmp dotnet '{program}' doctor -s '{file}' -f jsonl | grep -q 'can be read only, not written'
                """);

            Assert.True(code == 0, errors);
            Assert.Equal(isOpen ? ["1", "bowl", "other"] : ["1", "bowl"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            SetModes(tool.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static void SetModes(string folder, UnixFileMode mode)
    {
        const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode | Enter);
            foreach (string file in Directory.GetFiles(folder))
            {
                File.SetUnixFileMode(file, mode);
            }
        }
    }
}
