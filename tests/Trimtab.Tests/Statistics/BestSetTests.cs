using Trimtab.Numerics;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class BestSetTests
{
    /// <summary>By hand: the worst of four at 3·0.01, the next at 2·0.03, the next at 1·0.02, held up by the one below.</summary>
    [Fact]
    public void AdjustedP_ByHand_StepsUpFromTheWorst()
    {
        double[] adjusted = BestSet.AdjustedP([0.9, 0.8, 0.7, 0.6], [0.5, 0.02, 0.03, 0.01], new bool[4]);

        Assert.Equal([1, 0.06, 0.06, 0.03], adjusted);
    }

    [Fact]
    public void AdjustedP_OfAnErraticCandidate_IsThatOfTheNextBetter()
    {
        double[] adjusted = BestSet.AdjustedP([0.9, 0.7, 0.5], [0.5, 0.02, 0.4], [false, false, true]);

        Assert.Equal([1, 0.02, 0.02], adjusted);
    }

    [Fact]
    public void AdjustedP_OfAnyScores_FallsWithTheScore()
    {
        var stream = RandomAddress.FromSeed(3).Stream();
        for (int round = 0; round < 500; round++)
        {
            int count = 2 + stream.NextInt32(12);
            double[] scores = new double[count], p = new double[count];
            bool[] erratic = new bool[count];
            for (int i = 0; i < count; i++)
            {
                (scores[i], p[i], erratic[i]) = (
                    stream.NextInt32(8), stream.NextDouble() * stream.NextDouble() / 2, stream.NextInt32(4) == 0);
            }

            double[] adjusted = BestSet.AdjustedP(scores, p, erratic);

            Assert.All(adjusted, value => Assert.InRange(value, 0, 1));
            for (int i = 0; i < count; i++)
            {
                for (int j = 0; j < count; j++)
                {
                    Assert.True(
                        scores[i] < scores[j] ? adjusted[i] <= adjusted[j] : scores[i] > scores[j] || adjusted[i] == adjusted[j],
                        $"round {round}: {i}, {j}");
                }
            }
        }
    }
}
