using System.Globalization;

namespace Trimtab.Bench.Tests;

/// <summary>A program that searches over a pipe is told what a sampler of ours is told.</summary>
public class PeerVerbTests
{
    private const int Trials = 400;

    /// <summary>The same point again and again: its values differ by the noise, and what is reached is its true value.</summary>
    [Fact]
    public void Play_OfANoisyProblem_TellsValuesWithItsNoise()
    {
        var problem = new NoisyProblems().Problems(2).Single(problem => problem.Name == "f1_0.3");

        var (values, reached) = Play(problem);

        double mean = values.Average();
        Assert.InRange(Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (Trials - 1)), 0.27, 0.33); // 0.3 ± 3 standard errors
        Assert.InRange(mean - reached, -0.045, 0.045); // 0 ± 3 standard errors
        Assert.DoesNotContain(reached, values);
    }

    [Fact]
    public void Play_WithoutNoise_TellsTheValue()
    {
        var problem = new BbobProblems().Problems(2)[0];

        var (values, reached) = Play(problem);

        Assert.Equal(Enumerable.Repeat(reached, Trials), values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("words")]
    public void Play_WithAnAnswerThatIsNone_IsAnError(string answer)
    {
        using var input = new StringReader(answer);
        using var output = new StringWriter(CultureInfo.InvariantCulture);

        Assert.ThrowsAny<IOException>(() => PeerVerb.Play(new BbobProblems().Problems(2)[0], 1, Trials, input, output));
    }

    /// <summary>The values that are told, and the value reached, where every answer is 0.5.</summary>
    private static (double[] Values, double Reached) Play(Problem problem)
    {
        using var input = new StringReader(string.Concat(Enumerable.Repeat("0.5\n", 2 * Trials)));
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        double reached = PeerVerb.Play(problem, 1, Trials, input, output)[0];
        string[][] lines = [.. output.ToString().Split(Environment.NewLine).Select(line => line.Split('\t'))];
        return ([.. lines.Where(line => line[0] == "value").Select(line => double.Parse(line[1], CultureInfo.InvariantCulture))], reached);
    }
}
