import { sampleContent, type Snippet } from './snippet';

/** Runs in Windows PowerShell 5.1 as well, which has no `-MaximumRetryCount` and sends text in Latin-1. */
export const powershell: Snippet = {
  id: 'powershell',
  label: 'PowerShell',
  language: 'powershell',
  hint: 'Windows PowerShell 5.1, or PowerShell 7 anywhere.',
  text: (url) => `$url = '${url}'
$json = @{ Content = '${sampleContent}' } | ConvertTo-Json
$body = [Text.Encoding]::UTF8.GetBytes($json)
for ($attempt = 1; ; $attempt++) {
  try {
    Invoke-RestMethod -Uri $url -Method Post -ContentType 'application/json' -Body $body
    break
  } catch {
    $status = [int]$_.Exception.Response.StatusCode
    if ($attempt -eq 5 -or $status -notin 429, 503) {
      throw "Not posted (\${status}): $($_.ErrorDetails.Message)"
    }
    Start-Sleep -Seconds $attempt
  }
}
`,
};
