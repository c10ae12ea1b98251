namespace MlNetCnn.Tests;

public sealed class CnnModelSaveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mlnetcnn-").FullName;

    [Fact]
    public void Save_ThenLoad_GivesAnEqualModel()
    {
        var model = OnnxContractTests.OfLayer("relu");

        model.Save(PathOf("model.onnx"));

        Assert.Equal(model.ToOnnx(), File.ReadAllBytes(PathOf("model.onnx")));
        Assert.Equal(model.ToOnnx(), CnnModel.Load(PathOf("model.onnx")).ToOnnx());
    }

    [Fact]
    public void Save_ThatFails_LeavesTheOldFileAndNothingElse()
    {
        var model = OnnxContractTests.OfLayer("relu");
        File.WriteAllText(PathOf("model.onnx"), "old");

        Assert.Throws<ArgumentException>(() => model.Save(PathOf("model.onnx"), new() { Outputs = ["nowhere"] }));

        Assert.Equal("old", File.ReadAllText(PathOf("model.onnx")));
        Assert.Single(Directory.GetFileSystemEntries(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string PathOf(string name) => Path.Combine(_folder, name);
}
