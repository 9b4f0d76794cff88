using System.Text;
using Trimtab.Tool.Programs.Settings;

namespace Trimtab.Tool.Tests.Programs.Settings;

/// <summary>A folder of trials belongs to one study.</summary>
public sealed class StudyFolderTests : IDisposable
{
    private readonly ToolFolder _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("digits-2 b_c.d", "digits-2 b_c.d")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2Fb", "a%252Fb")]
    [InlineData(".", "%2E")]
    [InlineData("..", "%2E.")]
    [InlineData("größe 😀", "größe %F0%9F%98%80")]
    [InlineData("a\nb", "a%0Ab")]
    public void AName_IsTheStudys_AndNoOthers(string study, string folder) => Assert.Equal(folder, StudyFolder.NameOf(study));

    [Theory]
    [InlineData('x')]
    [InlineData('ß')]
    [InlineData('/')]
    public void ALongName_IsCut_AndStaysItsOwn(char letter)
    {
        string study = new(letter, 300), other = new(letter, 301);

        Assert.InRange(Encoding.UTF8.GetByteCount(StudyFolder.NameOf(study)), 100, 255);
        Assert.NotEqual(StudyFolder.NameOf(study), StudyFolder.NameOf(other));
    }

    [Fact]
    public void AFolder_IsOfTheFirstStudy_AndStaysSo()
    {
        string folder = _tool.PathOf("runs", "p");

        Assert.Equal(folder, StudyFolder.Claim(folder, "one"));
        Assert.Equal($"{folder}-2", StudyFolder.Claim(folder, "two"));
        Assert.Equal($"{folder}-3", StudyFolder.Claim(folder, "three"));
        Assert.Equal(folder, StudyFolder.Claim(folder, "one"));
        Assert.Equal($"{folder}-2", StudyFolder.Claim(folder, "two"));
        Assert.Equal(["study.txt"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void SeveralAtOnce_AgreeOnTheFirst()
    {
        const int Rounds = 400, Threads = 4;
        string[,] folders = new string[Rounds, Threads];
        using var together = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                together.SignalAndWait();
                folders[round, thread] = StudyFolder.Claim(_tool.PathOf(Invariant($"{round}")), Invariant($"{thread % 2}"));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        for (int round = 0; round < Rounds; round++)
        {
            Assert.Equal(folders[round, 0], folders[round, 2]);
            Assert.Equal(folders[round, 1], folders[round, 3]);
            Assert.NotEqual(folders[round, 0], folders[round, 1]);
            Assert.Equal(["study.txt"], Directory.GetFiles(folders[round, 0]).Select(Path.GetFileName));
        }
    }

    /// <summary>Studies of two storages whose names were once one folder: each reads the file of its own trials.</summary>
    [Fact]
    public async Task StudiesOfSimilarOrEqualNames_HaveTheirOwnFolders()
    {
        (string Storage, string Name, int Value)[] studies =
            [("a.db", "a/b", 1), ("b.db", "a_b", 2), ("c.db", "a_b", 3), ("d.db", "..", 4)];
        foreach (var (storage, name, value) in studies)
        {
            int code = await _tool.RunAsync(
                $"run -s {storage} -n {name} -p x=1..3 --metric v --minimize --from file:m.json#/v -t 2",
                "/bin/sh", "-c", $"echo '{{\"v\": {value}}}' > $TRIMTAB_DIR/m.json; : {{x}}");
            Assert.True(code == 0, _tool.Error);
            Assert.Contains($"v={value}", _tool.Output, StringComparison.Ordinal);
        }

        Assert.Equal(["%2E.", "a%2Fb", "a_b", "a_b-2"], Directory.GetDirectories(_tool.PathOf("trimtab-runs")).Select(
            Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, await _tool.RunAsync("run -s c.db -n a_b -t 3")); // goes on in its own folder
        Assert.True(Directory.Exists(_tool.PathOf("trimtab-runs", "a_b-2", "2")), _tool.Error);
        Assert.False(Directory.Exists(_tool.PathOf("trimtab-runs", "a_b", "2")));
    }

    [Fact]
    public async Task AStudyOfALongName_IsTuned() => Assert.Equal(0, await _tool.RunAsync(
        $"run -n {new string('n', 300)} -p x=1..3 --metric v --minimize -t 1", "/bin/sh", "-c", "echo v=1; : {x}"));
}
