using System.Text;

namespace MlNetCnn;

/// <summary>Names in zip files without a note of their encoding: UTF-8 where they are that, otherwise code page 437, as the format has it.</summary>
internal sealed class ZipNames : Encoding
{
    public static readonly ZipNames Instance = new();

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true), Old = CodePagesEncodingProvider.Instance.GetEncoding(437)!;

    public override int GetCharCount(byte[] bytes, int index, int count) => Text(bytes, index, count).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Text(bytes, byteIndex, byteCount);
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    public override int GetMaxCharCount(int byteCount) => Strict.GetMaxCharCount(byteCount);

    public override int GetByteCount(char[] chars, int index, int count) => Strict.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => Strict.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetMaxByteCount(int charCount) => Strict.GetMaxByteCount(charCount);

    private static string Text(byte[] bytes, int index, int count)
    {
        try
        {
            return Strict.GetString(bytes, index, count);
        }
        catch (DecoderFallbackException)
        {
            return Old.GetString(bytes, index, count);
        }
    }
}
