namespace MnistNotebook.Tests;

public class RemovedTemporariesTests
{
    [Fact]
    public void Open_OfAFolderAKilledRunLeft_RemovesItsTemporaries()
    {
        string folder = Directory.CreateTempSubdirectory("trimtab").FullName;
        File.WriteAllText(Path.Combine(folder, "killed.trimtab-tmp"), "half a report");
        try
        {
            using (OutputFolder.Open(folder))
            {
                Assert.Empty(Directory.GetFiles(folder, "*.trimtab-tmp"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
