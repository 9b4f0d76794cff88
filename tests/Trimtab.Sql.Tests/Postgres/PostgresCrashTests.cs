using Trimtab.Samplers;
using Trimtab.Storages;

namespace Trimtab.Sql.Tests.Postgres;

/// <summary>A study whose server is killed goes on after its restart.</summary>
public sealed class PostgresCrashTests : IDisposable
{
    private readonly PostgresServer _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Study_WhoseServerIsKilledWhileItRuns_HasTheTrialsOfOneThatWasNotDisturbed()
    {
        var token = TestContext.Current.CancellationToken;
        var options = new StudyOptions { Seed = 5, Sampler = new TpeSampler(), Concurrency = 2 };
        var whole = new Study(options);
        await whole.OptimizeAsync(trial => Bowl(trial), 40, cancellationToken: token);

        using var storage = new PostgresStorage(_server.NewSchema());
        var study = Study.Open(storage, options);
        Task[] crashes = [Task.CompletedTask];
        await study.OptimizeAsync(
            trial =>
            {
                if (trial.Number is 12 or 25)
                {
                    crashes = [.. crashes, Task.Run(_server.Crash, token)];
                }

                return Bowl(trial);
            },
            40,
            cancellationToken: token);
        await Task.WhenAll(crashes);

        Assert.Equal(3, crashes.Length);
        Assert.Equal(whole.Trials.Select(trial => trial.Value), study.Trials.Select(trial => trial.Value));
        Assert.Equal(whole.Trials.Select(trial => trial.Value), Study.Open(storage, options).Trials.Select(trial => trial.Value));
    }

    private static double Bowl(LiveTrial trial) =>
        Math.Pow(trial.SuggestFloat("x", -2, 2), 2) + Math.Pow(trial.SuggestFloat("y", -2, 2), 2);
}
