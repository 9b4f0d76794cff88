using Trimtab.Storages;

namespace Trimtab.Tool.Tests;

/// <summary>Verbs of one trial do not read all of them.</summary>
public class TrialsReadTests
{
    private const int Trials = 200;

    [Theory]
    [InlineData("tell -n s 200 1", 1)]
    [InlineData("tell -n s 200 --report 1 0.5", 1)]
    [InlineData("stop -n s", 0)]
    [InlineData("enqueue -n s x=0.5", 0)]
    [InlineData("ask -n s", Trials + 5)] // the sampler learns from each, read once
    public async Task AVerb_ReadsFewTrials(string line, int most)
    {
        using var tool = new ToolHost();
        string file = Path.Combine(tool.Folder, "study.db");
        tool.Variables["TRIMTAB_STORAGE"] = $"sqlite:{file}";
        await tool.DoneAsync("ask -n s -p x=0.0..1.0 --metric loss --minimize --sampler random");
        await tool.DoneAsync("tell -n s 0 1");
        using (var storage = StudyStorage.Open($"sqlite:{file}"))
        {
            var study = storage.FindStudy("s")!;
            var done = storage.FindTrial(study.Id, 0)!;
            storage.CreateTrials(study.Id, [.. Enumerable.Repeat(done, Trials - 1)]);
        }

        await tool.DoneAsync("ask -n s");
        tool.Variables["TRIMTAB_STORAGE"] = $"counted:{file}";

        await tool.DoneAsync(line);

        Assert.InRange(CountedStorage.TrialsRead(file), 0, most);
    }
}
