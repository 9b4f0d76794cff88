using Trimtab.Samplers.Tpe;

namespace Trimtab.Tests.Samplers;

/// <summary>Which trials have a kernel where there are too many: how many, which, and for how many they stand.</summary>
public class TrialSampleTests
{
    private static readonly int[] _counts = [0, 1, 199, 200, 201, 202, 299, 300, 301, 1000, 4321, 99_999, 1_000_000];

    [Theory]
    [InlineData(200)]
    [InlineData(203)]
    [InlineData(2000)]
    public void Kernels_OfAnyNumberOfTrials_AreBoundedAndStandForAll(int most)
    {
        foreach (int trials in _counts)
        {
            var kernels = TrialSample.Of(trials, most).Kernels(trials).ToList();

            Assert.InRange(kernels.Count, Math.Min(trials, most * 7 / 10), most);
            Assert.Equal(trials, kernels.Sum(kernel => kernel.Share));
            int next = 0;
            foreach (var (trial, share) in kernels)
            {
                Assert.Equal(next, trial); // each begins where the one before ends
                next = trial + share;
            }
        }
    }

    [Fact]
    public void Kernels_OfRecentTrials_AreOneEach()
    {
        foreach (int trials in _counts.Where(count => count > 200))
        {
            Assert.All(TrialSample.Of(trials, 200).Kernels(trials).TakeLast(100), kernel => Assert.Equal(1, kernel.Share));
        }
    }

    /// <summary>A new sample means that all kernels are set anew: once in a quarter of their number.</summary>
    [Fact]
    public void Of_AGrowingStudy_ChangesOnceInAQuarterOfItsKernels()
    {
        int samples = Enumerable.Range(0, 100_000).Select(trials => TrialSample.Of(trials, 2000)).Distinct().Count();

        Assert.InRange(samples, 2, (100_000 / 500) + 1);
    }
}
