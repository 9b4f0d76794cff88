using System.Runtime.CompilerServices;

namespace Trimtab.Charts.Tests;

/// <summary>
/// Compares a text with the approved file. TRIMTAB_APPROVE=1 writes the files anew; look at them before committing.
/// </summary>
internal static class Approved
{
    public static void Verify(string actual, string name, [CallerFilePath] string source = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(source)!, "Approved", name);
        if (Environment.GetEnvironmentVariable("TRIMTAB_APPROVE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{name} was never approved. Run once with TRIMTAB_APPROVE=1 and look at it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
