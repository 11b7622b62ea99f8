import { Complaints } from './Complaints';

describe('Complaints', () => {
  const said: string[] = [];
  const complaints = new Complaints({ warn: sentence => said.push(sentence) });

  beforeEach(() => {
    said.length = 0;
    complaints.end();
  });

  it('says what is wrong once, and what is wrong then', () => {
    for (const sentence of ['it is away', 'it is away', 'it is full'])
      complaints.say(sentence);
    expect(said).toEqual(['it is away', 'it is full']);
  });

  it('says it again when it was over meanwhile', () => {
    complaints.say('it is away');
    expect([complaints.end(), complaints.end()]).toEqual([true, false]);
    complaints.say('it is away');
    expect(said).toEqual(['it is away', 'it is away']);
  });

  it('keeps several apart', () => {
    complaints.say('orders is away', 'orders');
    complaints.say('bills is away', 'bills');
    complaints.end('bills');
    complaints.say('orders is away', 'orders');
    complaints.say('bills is away', 'bills');
    expect(said).toEqual(['orders is away', 'bills is away', 'bills is away']);
  });
});
