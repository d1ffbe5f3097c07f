import { RadioChoice, type RadioOption } from '../../shared/ui/radio-choice';
import { useTypingChoice } from './typing-choice';

const options: readonly RadioOption<'on' | 'off'>[] = [
  { value: 'on', label: 'Show who is typing, and that I am' },
  { value: 'off', label: 'Neither show it nor say it', hint: 'On this device' },
];

/** Whether typing is shown and said. */
export function TypingSetting() {
  const [isOn, choose] = useTypingChoice();
  return (
    <RadioChoice
      legend="Typing"
      options={options}
      value={isOn ? 'on' : 'off'}
      onValueChange={(value) => {
        choose(value === 'on');
      }}
    />
  );
}
