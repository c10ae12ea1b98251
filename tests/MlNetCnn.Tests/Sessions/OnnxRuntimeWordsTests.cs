namespace MlNetCnn.Tests;

public class OnnxRuntimeWordsTests
{
    [Theory]
    [InlineData(
        "[ErrorCode:RuntimeException] Non-zero status code returned while running Add node. Name:'sum' Status Message: /onnxruntime_src/onnxruntime/core/providers/cpu/math/ops.h:540 void onnxruntime::BroadcastIterator::Init(ptrdiff_t, ptrdiff_t) axis == 1 || axis == largest was false. Attempting to broadcast an axis by a dimension other than 1. 2 by 3\n",
        "node 'sum' (Add): Attempting to broadcast an axis by a dimension other than 1")]
    [InlineData(
        "[ErrorCode:Fail] /onnxruntime_src/onnxruntime/core/graph/model.cc:181 onnxruntime::Model::Model(ModelProto&&, const PathString&) Unsupported model IR version: 99, max supported IR version: 11\n",
        "Unsupported model IR version: 99, max supported IR version: 11")]
    [InlineData(
        "[ErrorCode:InvalidArgument] Got invalid dimensions for input: x for the following indices\n index: 1 Got: 3 Expected: 5\n Please fix either the inputs/outputs or the model.",
        "Got invalid dimensions for input: x for the following indices")]
    [InlineData(
        "[ErrorCode:InvalidGraph] This is an invalid model. In Node, (\"the y\", Swoosh, \"\", -1) : (\"x\": tensor(float),) -> (\"y\": tensor(float),) , Error No Op registered for Swoosh with domain_version of 17",
        "node 'the y' (Swoosh): No Op registered for Swoosh with domain_version of 17")]
    [InlineData("Out of memory", "Out of memory")]
    public void Of_AMessage_IsItsFirstPlainSentence(string message, string expected) => Assert.Equal(expected, OnnxRuntimeWords.Of(message));
}
