using Trimtab;
using Trimtab.Files;

namespace MnistNotebook;

/// <summary>
/// The output folder while a run writes to it: one run at a time, or each would lose what the other adds. Disposing releases it; so does
/// the end of the process.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    private static readonly string[] _files = ["results.json", "timings.json", "summary.md", "report.html"];

    private readonly IDisposable _lock;

    private OutputFolder(IDisposable taken) => _lock = taken;

    /// <summary>Makes the folder where it is missing, and locks it.</summary>
    /// <exception cref="TrimtabException">It can't be written to, or another run writes to it.</exception>
    public static OutputFolder Open(string folder)
    {
        string path = Path.Combine(folder, ".lock");
        try
        {
            Directory.CreateDirectory(folder);
            var taken = SharedFile.OpenExclusive(path);
            AtomicFile.RemoveAbandoned(folder); // what killed runs left
            if (_files.Select(name => Path.Combine(folder, name)).FirstOrDefault(Directory.Exists) is { } inTheWay)
            {
                taken.Dispose();
                throw new TrimtabException(
                    $"--output must be a folder in which files can be written. '{inTheWay}' is a folder. Remove it, or "
                    + $"name another folder.");
            }

            return new(taken);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new TrimtabException(
                $"--output must be a folder no other run writes to. '{folder}' is in use. Wait for that run to end, or "
                + $"name another folder.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new TrimtabException(
                $"--output must be a folder that can be written to. Got '{folder}': {error.Message} Name another folder.", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
