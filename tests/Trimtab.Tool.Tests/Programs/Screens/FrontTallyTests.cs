using Trimtab.Tool.Programs.Screens;

namespace Trimtab.Tool.Tests.Programs.Screens;

public class FrontTallyTests
{
    /// <summary>At any moment it is the number that the study's own front has.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void TheFront_IsThatOfTheStudy(int objectives)
    {
        var study = new Study(new()
        {
            Objectives = [.. Enumerable.Range(0, objectives).Select(i => new Objective($"f{i}", (Direction)(i % 2)))],
        });
        var tally = new FrontTally(study);
        for (int i = 0; i < 200; i++)
        {
            var trial = study.Ask();
            double[] values = [.. Enumerable.Range(0, objectives).Select(j => (double)((i + 1) * (i + 7) * (j + 3) % 17))];
            if (i % 7 == 0)
            {
                trial.Constrain(i % 2);
            }

            _ = i % 11 == 0 ? trial.TellFailed("why") : trial.Tell(values);
            Assert.Equal(study.ParetoFront.Count, tally.Now());
        }
    }
}
