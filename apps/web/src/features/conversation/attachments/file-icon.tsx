import {
  FileArchive,
  FileAudio,
  FileCode,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  File,
} from 'lucide-react';

const byEnding: [RegExp, typeof File][] = [
  [/\.(zip|gz|tgz|bz2|xz|zst|7z|rar|tar|jar)$/i, FileArchive],
  [/\.(mp3|m4a|ogg|oga|wav|flac|opus|aac)$/i, FileAudio],
  [/\.(mp4|m4v|mov|webm|mkv|avi)$/i, FileVideo],
  [/\.(png|jpe?g|gif|webp|avif|svg|heic|tiff?|bmp|psd)$/i, FileImage],
  [/\.(csv|tsv|xlsx?|ods)$/i, FileSpreadsheet],
  [
    /\.(json|ya?ml|xml|html?|css|[cm]?[jt]sx?|py|rb|go|rs|java|kt|c|h|cpp|cs|sh|ps1|sql|toml|patch|diff)$/i,
    FileCode,
  ],
  [/\.(txt|md|log|pdf|docx?|odt|rtf|pptx?|odp)$/i, FileText],
];

/** A picture of what kind of file a name speaks of. */
export function FileIcon({ name }: { name: string }) {
  const Icon = byEnding.find(([ending]) => ending.test(name))?.[1] ?? File;
  return <Icon aria-hidden="true" />;
}
