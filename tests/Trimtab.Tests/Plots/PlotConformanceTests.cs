using System.Text.Json;
using Trimtab.Plots;

namespace Trimtab.Tests.Plots;

/// <summary>Every plot, the sample's included; and what Trimtab's own must do beyond that.</summary>
public class PlotConformanceTests : PlotConformance
{
    public static TheoryData<string> Names => [.. Plot.Catalog.Names];

    [Fact]
    public void Names_OfPlots_AreOptunasAndAUsersOwn() => Assert.Equal(
        [
            "contour", "edf", "hypervolume_history", "intermediate_values", "optimization_history", "parallel_coordinate",
            "param_importances", "pareto_front", "rank", "regret", "slice", "timeline",
        ],
        Plot.Catalog.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Draw_OfAnUnknownName_NamesTheKnownOnes(string name)
    {
        var study = StudyKinds.Make("two objectives");
        var properties = Plot.Catalog.TypeOf(name).GetProperties();
        var texts = properties.Where(property => property.CanWrite && property.PropertyType == typeof(string));
        foreach (var setting in texts)
        {
            var settings = new Dictionary<string, string> { [setting.Name] = "no_such" };
            var plot = Plot.Catalog.Create(name, JsonSerializer.SerializeToElement(settings));
            if (setting.Name == nameof(IntermediateValuesPlot.Metric))
            {
                Assert.Equal(0, NumbersIn(plot.Draw(study))); // a metric may be reported by later trials
                continue;
            }

            Assert.Contains("Known: ", Assert.Throws<UnknownNameException>(() => plot.Draw(study)).Message, StringComparison.Ordinal);
        }
    }
}
